"""THE MISSION, pure: no file, clock, network or environment. A step knows the steps before it, never one after it."""
