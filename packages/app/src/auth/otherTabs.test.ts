import { tellSignedOut, whenSignedOutElsewhere } from './otherTabs';

/** What a browser does in all other tabs when one has stored something. */
function storedElsewhere(key: string | null, newValue: string | null) {
  window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
}

describe('signing out in one tab', () => {
  beforeEach(() => localStorage.clear());

  it('is heard in another, until that does not listen any more', () => {
    const heard = jest.fn();
    const stop = whenSignedOutElsewhere(heard);
    tellSignedOut(1_000);
    const [key] = Object.keys(localStorage);
    storedElsewhere(key, localStorage.getItem(key));
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    storedElsewhere(key, '2000');
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['something else is stored', 'theme', 'dark'],
    ['the note is removed', 'pilothouse.signedOutAt', null],
    ['all is cleared', null, null],
  ])('is not what happened when %s', (_, key, value) => {
    const heard = jest.fn();
    const stop = whenSignedOutElsewhere(heard);
    storedElsewhere(key, value);
    expect(heard).not.toHaveBeenCalled();
    stop();
  });
});
