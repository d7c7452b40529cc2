"""The packages for learning platforms, by SCORM 1.2: one for each module, marked by the same Python."""
