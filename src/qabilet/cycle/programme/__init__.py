"""Programme: module, plan, cohort. Not yet lived in."""
