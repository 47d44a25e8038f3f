import { render } from '@testing-library/react';
import { Glow } from './Glow';

it('lights up once for each change, and not at first', () => {
  const animate = jest.fn();
  Object.assign(HTMLElement.prototype, { animate });
  const { rerender } = render(<Glow of={1}>1</Glow>);
  rerender(<Glow of={1}>1</Glow>);
  expect(animate).not.toHaveBeenCalled();
  rerender(<Glow of={2}>2</Glow>);
  rerender(<Glow of={2}>2</Glow>);
  expect(animate).toHaveBeenCalledTimes(1);
});
