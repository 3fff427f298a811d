"""The whole explorer below `/atlas/` behind Debian's nginx, which hands the path on as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_path import (  # noqa: F401 - the same walk
    NAME,
    PATH,
    test_every_room_of_the_explorer_opens,
    test_interfaces_link_below_the_path,
    test_sheets_and_downloads_carry_the_address_used,
    test_the_page_is_kept_for_its_own_path_alone,
    test_what_dash_opens_and_what_is_sent_back,
    walk,
)
from tests.conftest import free_port
from tests.fronts import NGINX, atlas_behind, nginx, nginx_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx (Debian's nginx-light)")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("path"), free_port()
    with (
        atlas_behind(ATLAS_OWN=str(folder / "own"), ATLAS_HOSTS=NAME) as behind,
        nginx(nginx_settings(port, behind, PATH), port, folder) as front,
    ):
        yield front + PATH
