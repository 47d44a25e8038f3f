/**
 * Moves the focus to the next row, or with -1 to the one before; from outside to the
 * first. The link of a row gets it, where there is one, so that Enter opens that. Rows that
 * are only held in their place are passed over: nothing in them can have it.
 */
export function moveFocus(within: HTMLElement, by: 1 | -1): void {
  const rows = [...within.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex(row => row.contains(document.activeElement));
  const ahead =
    by === 1 || at < 0 ? rows.slice(at + 1) : rows.slice(0, at).reverse();
  const row = ahead.find(({ dataset }) => dataset.gone === undefined);
  if (row) {
    const target = row.querySelector('a') ?? focusable(row);
    target.focus();
  }
}

function focusable(row: HTMLElement): HTMLElement {
  row.tabIndex = -1;
  return row;
}
