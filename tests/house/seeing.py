"""What keeps people out of a page, by axe.

Most of its time goes into colours, word by word and link by link. Words of one colour and size on the same grounds
are as easy or as hard to read wherever they stand, and a link among words as easy or as hard to tell from them; so
each such look is examined where it is first met.
"""

from axe_playwright_python.sync_playwright import Axe

GRAVE = ("serious", "critical")
# Examines a page with ``options``, colours by the rule ``contrast``; ``known``: the looks that were examined before.
# Gives what axe found and the looks met here first.
EXAMINE = """async (options, contrast, known) => {
  const grounds = new Map([[null, '']]), met = new Set(known), first = [];
  const isFirst = look => !met.has(look) && Boolean(met.add(look) && first.push(look));
  const ground = one => {
    if (!grounds.has(one)) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(one);
      const plain = /, 0\\)$/.test(backgroundColor) && backgroundImage === 'none' && opacity === '1';
      const own = plain ? '' : `${backgroundColor} ${backgroundImage} ${opacity}>`;
      grounds.set(one, own + ground(one.parentElement));
    }
    return grounds.get(one);
  };
  const words = one => {
    const {color, fontSize, fontWeight, textShadow, position} = getComputedStyle(one);
    return [color, fontSize, fontWeight, textShadow, position, ground(one)].join(' ');
  };
  const link = one => {
    const {textDecoration, borderBottom, fontStyle, display} = getComputedStyle(one);
    let around = one.parentElement;
    while (getComputedStyle(around).display === 'inline') around = around.parentElement;
    return ['link', textDecoration, borderBottom, fontStyle, display, words(one), 'in', words(around)].join(' ');
  };
  for (const one of document.body.querySelectorAll('*')) {
    one.removeAttribute('data-first');
    const says = [...one.childNodes].some(part => part.nodeType === 3 && part.data.trim());
    if (!(says || one.matches('input, select, textarea')) || !one.checkVisibility()) continue;
    if (isFirst(words(one))) one.setAttribute('data-first', '');
  }
  const {isInTextBlock, isVisibleOnScreen} = axe.commons.dom;
  axe.configure({rules: [
    {id: contrast, selector: '[data-first]'},
    {id: 'link-in-text-block', matches: one => isVisibleOnScreen(one) && isInTextBlock(one) && isFirst(link(one))},
  ]});
  return [(await axe.run(options)).violations, first];
}"""
LOAD = """axe => {
  if (axe) localStorage.setItem('axe of tests', axe);
  const kept = localStorage.getItem('axe of tests');
  if (kept) (0, eval)(kept);
  return Boolean(kept);
}"""
RUN = f"""async known => {{
  const options = {{resultTypes: ['violations'], rules: {{region: {{enabled: false}}}}}};  // is never grave
  const [found, first] = await ({EXAMINE})(options, 'color-contrast', known);
  return [found.map(one => [one.impact, one.id, one.nodes[0].html.slice(0, 120)]), first];
}}"""


def faults(page, known: set[str]) -> list[str]:
    """What is serious or worse on the page; ``known`` are the looks examined before, the page's come to it.

    The site's own storage keeps axe from page to page, which takes a quarter of the time of sending it to each.
    """
    page.evaluate(LOAD, None) or page.evaluate(LOAD, Axe().axe_script)
    found, looks = page.evaluate(RUN, sorted(known))
    known |= set(looks)
    return [f"{rule}: {html}" for impact, rule, html in found if impact in GRAVE]
