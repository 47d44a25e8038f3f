import { act, renderHook } from '@testing-library/react';
import { useFollow } from './useFollow';

const rows = [{ seq: 1 }, { seq: 2 }, { seq: 3 }];

/** A list that is followed, what is done to it, and how the next frame is drawn. */
function followed() {
  const frames: FrameRequestCallback[] = [];
  jest
    .spyOn(window, 'requestAnimationFrame')
    .mockImplementation(callback => frames.push(callback));
  const done: string[] = [];
  const list = {
    scrollSize: 1_000,
    viewportSize: 100,
    scrollBy: (offset: number) => done.push(`by ${offset}`),
    scrollToIndex: (index: number) => done.push(`to ${index}`),
  };
  const { result, unmount } = renderHook(() => {
    const follow = useFollow<typeof list>({ rows, shifted: false });
    Object.assign(follow.list, { current: list });
    return follow;
  });
  const draw = () => act(() => frames.splice(0).forEach(each => each(0)));
  done.length = 0;
  return { done, draw, result, unmount };
}

afterEach(() => jest.restoreAllMocks());

it('moves a list that was resized at its end, once a frame, so that it draws what is there', () => {
  const { done, draw, result } = followed();
  window.dispatchEvent(new Event('resize'));
  act(() => result.current.onResize());
  act(() => result.current.onResize());
  expect(done).toEqual(['to 2', 'to 2']);
  draw();
  expect(done.slice(2)).toEqual(['by -1', 'to 2']);
  act(() => result.current.onResize());
  draw();
  expect(done.slice(4)).toEqual(['to 2', 'by -1', 'to 2']);
});

it('only goes to the end where new rows have made it longer', () => {
  const { done, draw, result } = followed();
  act(() => result.current.onResize());
  draw();
  expect(done).toEqual(['to 2']);
});

it('leaves a list where the person reads, however it is resized', () => {
  const { done, draw, result } = followed();
  window.dispatchEvent(new Event('resize'));
  act(() => result.current.onResize());
  act(() => result.current.follow(false));
  done.length = 0;
  act(() => result.current.onResize());
  draw();
  expect(done).toEqual([]);
});
