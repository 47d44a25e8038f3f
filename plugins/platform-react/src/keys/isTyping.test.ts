import { isTyping } from './isTyping';

/** Presses a key in the first element that the selector finds, and tells what came of it. */
function press(html: string, init: KeyboardEventInit = {}): boolean {
  document.body.innerHTML = html;
  const heard: boolean[] = [];
  const listen = (event: KeyboardEvent) => heard.push(isTyping(event));
  document.addEventListener('keydown', listen);
  (document.querySelector('#here') ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', {
      key: 'f',
      bubbles: true,
      cancelable: true,
      ...init,
    }),
  );
  document.removeEventListener('keydown', listen);
  expect(heard).toHaveLength(1);
  return heard[0] === true;
}

describe('isTyping', () => {
  it.each<[string, string, KeyboardEventInit, boolean]>([
    ['on the page', '', {}, false],
    ['on a button', '<button id="here"/>', {}, false],
    ['with Shift', '', { shiftKey: true }, false],
    ['with Ctrl', '', { ctrlKey: true }, true],
    ['with Meta', '', { metaKey: true }, true],
    ['with Alt', '', { altKey: true }, true],
    ['to an input method', '', { isComposing: true }, true],
    ['in an input', '<input id="here"/>', {}, true],
    ['in a text area', '<textarea id="here"></textarea>', {}, true],
    ['in a select', '<select id="here"></select>', {}, true],
    [
      'in an editor',
      '<div contenteditable="true"><b id="here">x</b></div>',
      {},
      true,
    ],
    ['in a dialog', '<div role="dialog"><button id="here"/></div>', {}, true],
    ['in a menu', '<ul role="menu"><li id="here"/></ul>', {}, true],
    ['in a list to choose from', '<ul role="listbox" id="here"/>', {}, true],
  ])('%s', (_where, html, init, expected) => {
    expect(press(html, init)).toBe(expected);
  });

  it('leaves alone what somebody else has acted on', () => {
    const act = (event: Event) => event.preventDefault();
    document.body.addEventListener('keydown', act);
    expect(press('')).toBe(true);
    document.body.removeEventListener('keydown', act);
    expect(press('')).toBe(false);
  });
});
