"""Every component in a real browser: readable by all, at every width, light and dark."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    ("width", "look"), [(1440, "light"), (1440, "dark"), (390, "light"), (320, "dark")]
)
def test_every_component_can_be_used(screens, counselor, faults_of, width, look):
    page = screens.open(counselor, f"{reverse('design')}?look={look}", width=width, theme=look)
    assert faults_of(page) == []


def test_every_component_can_be_used_in_forced_colors(screens, counselor, faults_of):
    page = screens.open(counselor, reverse("design"), width=1440)
    page.emulate_media(forced_colors="active")
    assert faults_of(page) == []
