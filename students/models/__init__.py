"""Who: regions, schools and their days, students, households, adults, enrollments."""

from students.models.enrolled import Enrollment, Population, SchoolRecord
from students.models.people import Address, Guardian, Guardianship, Household, Student
from students.models.schools import Region, School, SchoolDay

__all__ = [
    "Address",
    "Enrollment",
    "Guardian",
    "Guardianship",
    "Household",
    "Population",
    "Region",
    "School",
    "SchoolDay",
    "SchoolRecord",
    "Student",
]
