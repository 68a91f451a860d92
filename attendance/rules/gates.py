"""Students about whom a person looks first."""

from accounts.choices import Permission
from students.choices import PopulationKind

# Populations for whom a person looks first, with the permission to know of it. The gate stands
# before filing and mailing, never before a status, which follows from law.
GATES: dict[str, str] = {
    PopulationKind("iep"): Permission.POPULATION_READ,
    PopulationKind("504"): Permission.POPULATION_READ,
    PopulationKind("pregnant_parenting"): Permission.POPULATION_READ,
    PopulationKind("chronic_illness"): Permission.POPULATION_READ,
    PopulationKind("newcomer"): Permission.POPULATION_READ,
    PopulationKind("foster"): Permission.FOSTER_READ,
    PopulationKind("homeless"): Permission.HOMELESS_READ,
    PopulationKind("unaccompanied"): Permission.HOMELESS_READ,
}


def gates_of(populations: frozenset[str]) -> list[str]:
    """Return the populations, of those a student belongs to, that a person must look at first.

    Source: 20 USC 1415, 34 CFR 104.36, WIC 361, 42 USC 11432, EC 221.5, EC 46015.
    """
    return [kind for kind in GATES if kind in populations]
