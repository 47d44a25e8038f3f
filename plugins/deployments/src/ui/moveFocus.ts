/**
 * Moves the focus to the next row, or with -1 to the one before; from outside to the
 * first. The link of a row gets it, where there is one, so that Enter opens that.
 */
export function moveFocus(within: HTMLElement, by: 1 | -1): void {
  const rows = [...within.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex(row => row.contains(document.activeElement));
  const row = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (row) {
    const target = row.querySelector('a') ?? focusable(row);
    target.focus();
  }
}

function focusable(row: HTMLElement): HTMLElement {
  row.tabIndex = -1;
  return row;
}
