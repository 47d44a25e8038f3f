import { act, renderHook } from '@testing-library/react';
import { useDraft } from './useDraft';

describe('useDraft', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('takes what was typed after a rest, however often the page is drawn anew', () => {
    const taken: string[] = [];
    const drawn = renderHook(() => useDraft('', text => taken.push(text)));
    act(() => drawn.result.current.setDraft('error'));
    for (let line = 0; line < 5; line += 1) {
      act(() => {
        jest.advanceTimersByTime(40);
      });
      drawn.rerender();
    }
    expect(taken).toEqual(['error']);
  });

  it('takes nothing while one types', () => {
    const taken: string[] = [];
    const { result } = renderHook(() => useDraft('', text => taken.push(text)));
    for (const draft of ['e', 'er', 'err']) {
      act(() => result.current.setDraft(draft));
      act(() => {
        jest.advanceTimersByTime(150);
      });
    }
    expect(taken).toEqual([]);
  });
});
