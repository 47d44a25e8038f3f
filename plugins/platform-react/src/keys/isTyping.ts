const inputs = 'input, textarea, select, [contenteditable="true"]';
const overlays =
  '[role="dialog"], [role="menu"], [role="listbox"], [role="combobox"]';

/**
 * Whether a key that was pressed belongs to something else than the page: to what somebody
 * types, to an input method, to a dialog or menu, or to the browser.
 */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.defaultPrevented ||
    event.isComposing ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    !(target instanceof Element) ||
    target.closest(`${inputs}, ${overlays}`) !== null
  );
}
