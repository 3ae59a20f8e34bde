"""What a browser makes of pasted text once it was cleaned: no other element, no other attribute, nothing that runs."""

import pytest

from gongkai.papers import clean
from tests.papers.hostile import corpus
from tests.papers.test_clean import ALLOWED

LOOK = """payloads => {
  const told = []
  window.ran = 0
  window.alert = () => { window.ran++ }
  for (const [at, said] of payloads.entries()) {
    for (const name of ['div', 'td']) {
      const place = document.createElement(name)
      document.body.append(place)
      place.innerHTML = said
      for (const one of place.querySelectorAll('*'))
        told.push([at, one.tagName.toLowerCase(), one.getAttributeNames(), one.protocol || ''])
      place.remove()
    }
  }
  return told
}"""


@pytest.mark.browser
def test_a_browser_finds_nothing_but_what_the_cleaner_meant_and_runs_nothing(browser):
    page, payloads = browser.new_page(), corpus()
    page.goto("about:blank")
    found = page.evaluate(LOOK, [clean.html(payload) for payload in payloads])
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") == 0
    for at, tag, attributes, protocol in found:
        assert tag in ALLOWED and set(attributes) <= ALLOWED[tag], (payloads[at], tag, attributes)
        assert protocol in ("", ":", "about:", "http:", "https:", "mailto:"), (payloads[at], protocol)
    # Uncleaned, the same text does act: so the browser is known to see what acts.
    page.evaluate(LOOK, ["<img src=x onerror=alert(1)>"])
    page.wait_for_function("window.ran > 0", timeout=5000)
