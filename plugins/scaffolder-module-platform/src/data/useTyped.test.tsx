import { act, renderHook } from '@testing-library/react';
import { useTyped } from './useTyped';

function open(formData: string | undefined) {
  const onChange = jest.fn();
  const hook = renderHook(
    (given: string | undefined) => useTyped(given, onChange),
    { initialProps: formData },
  );
  return { ...hook, onChange };
}

it('begins with what the form has, and tells it what is typed', () => {
  const { onChange, result } = open('web');
  expect(result.current.typed).toBe('web');
  expect(onChange).not.toHaveBeenCalled();

  act(() => result.current.type('we'));

  expect(result.current.typed).toBe('we');
  expect(onChange).toHaveBeenLastCalledWith('we');
});

it('keeps a correction when the form puts back what it has checked', () => {
  const { onChange, rerender, result } = open('wrong');
  act(() => result.current.type('right'));
  rerender('right');
  onChange.mockClear();

  rerender('wrong');

  expect(result.current.typed).toBe('right');
  expect(onChange).toHaveBeenCalledWith('right');
});

it('has nothing where nothing is typed', () => {
  const { onChange, result } = open('a');
  act(() => result.current.type(''));
  expect(onChange).toHaveBeenLastCalledWith(undefined);
});
