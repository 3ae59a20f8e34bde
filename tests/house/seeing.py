"""What keeps people out of a page, by axe.

Most of its time goes into contrast, word by word. Words of one colour and size on the same grounds are as easy or as
hard to read wherever they stand, so each such look is examined where it is first met.
"""

from axe_playwright_python.sync_playwright import Axe

GRAVE = ("serious", "critical")
LOOKS = """known => {
  const grounds = new Map([[null, '']]), met = new Set(known), first = [];
  const ground = one => {
    if (!grounds.has(one)) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(one);
      const plain = /, 0\\)$/.test(backgroundColor) && backgroundImage === 'none' && opacity === '1';
      const own = plain ? '' : `${backgroundColor} ${backgroundImage} ${opacity}>`;
      grounds.set(one, own + ground(one.parentElement));
    }
    return grounds.get(one);
  };
  for (const one of document.body.querySelectorAll('*')) {
    const says = [...one.childNodes].some(part => part.nodeType === 3 && part.data.trim());
    if (!(says || one.matches('input, select, textarea')) || !one.checkVisibility()) continue;
    const {color, fontSize, fontWeight, textShadow, position} = getComputedStyle(one);
    const look = [color, fontSize, fontWeight, textShadow, position, ground(one)].join(' ');
    if (!met.has(look)) { met.add(look); first.push([look, one]); }
  }
  return first;
}"""
LOAD = """axe => {
  if (axe) localStorage.setItem('axe of tests', axe);
  const kept = localStorage.getItem('axe of tests');
  if (kept) (0, eval)(kept);
  return Boolean(kept);
}"""
RUN = f"""async known => {{
  const contrast = 'color-contrast', some = {{resultTypes: ['violations']}};
  const off = {{enabled: false}}, rules = {{[contrast]: off, region: off}};  // comes after; is never grave
  const found = (await axe.run({{...some, rules}})).violations;
  const first = ({LOOKS})(known), include = first.map(([, one]) => one);
  if (include.length) found.push(...(await axe.run({{include}}, {{...some, runOnly: [contrast]}})).violations);
  return [found.map(one => [one.impact, one.id, one.nodes[0].html.slice(0, 120)]), first.map(([look]) => look)];
}}"""


def faults(page, known: set[str]) -> list[str]:
    """What is serious or worse on the page; ``known`` are the looks of words examined before, the page's come to it.

    The site's own storage keeps axe from page to page, which takes a quarter of the time of sending it to each.
    """
    page.evaluate(LOAD, None) or page.evaluate(LOAD, Axe().axe_script)
    found, looks = page.evaluate(RUN, sorted(known))
    known |= set(looks)
    return [f"{rule}: {html}" for impact, rule, html in found if impact in GRAVE]
