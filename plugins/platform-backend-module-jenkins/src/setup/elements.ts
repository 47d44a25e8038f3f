/** Where an element stands in a text of XML. */
export interface Element {
  readonly name: string;
  /** Its attributes, as they are written. */
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
  /** Where its content begins and ends; left out where it has none: `<a/>`. */
  readonly content?: { readonly start: number; readonly end: number };
}

const markup =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?<end>\/?)(?<name>[^\s/>!?]+)(?<attributes>(?:"[^"]*"|'[^']*'|[^"'>])*?)(?<empty>\/?)>/g;

/** The elements that stand directly in a part of a text, and not in one another. */
export function elementsIn(
  xml: string,
  { start, end }: { start: number; end: number } = {
    start: 0,
    end: xml.length,
  },
): Element[] {
  const found: Element[] = [];
  const open: {
    name: string;
    attributes: string;
    start: number;
    from: number;
  }[] = [];
  for (const tag of xml.slice(start, end).matchAll(markup)) {
    const { name, attributes = '', end: isEnd, empty } = tag.groups ?? {};
    if (name === undefined) continue;
    const at = start + tag.index;
    const after = at + tag[0].length;
    if (isEnd) {
      const begun = open.pop();
      if (begun && open.length === 0) {
        const content = { start: begun.from, end: at };
        const { from: _from, ...element } = begun;
        found.push({ ...element, end: after, content });
      }
    } else if (!empty) {
      open.push({ name, attributes, start: at, from: after });
    } else if (open.length === 0) {
      found.push({ name, attributes, start: at, end: after });
    }
  }
  return found;
}

/** The elements at a path below an element, each directly in the one before. */
export function elementsAt(
  xml: string,
  from: Element,
  path: readonly string[],
): Element[] {
  return path.reduce<Element[]>(
    (above, name) =>
      above.flatMap(({ content }) =>
        content
          ? elementsIn(xml, content).filter(each => each.name === name)
          : [],
      ),
    [from],
  );
}

/** Whether an element is said to be of a class. */
export function isOfClass({ attributes }: Element, name: string): boolean {
  return /\sclass=["']([^"']*)["']/.exec(attributes)?.[1] === name;
}
