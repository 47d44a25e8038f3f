import { palettes } from '@backstage/theme';
import { statusColors } from '@pilothouse/plugin-platform-react';
import { accents } from './accents';

function luminance(hex: string): number {
  const channels = [1, 3, 5].map(
    at => parseInt(hex.slice(at, at + 2), 16) / 255,
  );
  const [red = 0, green = 0, blue = 0] = channels.map(value =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('%s', variant => {
  const { paper } = palettes[variant].background;
  const page = palettes[variant].background.default;

  it.each(Object.entries(statusColors[variant]))(
    'state %s can be read',
    (_, color) => {
      expect(contrast(color, paper)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color, page)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('the accent can be read', () => {
    const { main, strong, text } = accents[variant];
    for (const color of [main, strong, text]) {
      expect(contrast(color, paper)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
