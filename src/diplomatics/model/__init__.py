"""The frozen values that flow through the program. Imports nothing of ours."""
