import { palettes } from '@backstage/theme';
import { statusColors } from '@pilothouse/plugin-platform-react';
import { accents } from './accents';
import { themeOf } from './themes';

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

/** A color of which so much of another one shines through. */
function mixed(over: string, share: number, under: string): string {
  const channel = (hex: string, at: number) =>
    parseInt(hex.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map(at => channel(over, at) * share + channel(under, at) * (1 - share))
    .map(value => Math.round(value).toString(16).padStart(2, '0'))
    .join('')}`;
}

/** Share of the color over the paper of a row under the pointer. */
const hover = { light: ['#000000', 0.04], dark: ['#ffffff', 0.08] } as const;

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

  it('what is said aside can be read, also under the pointer', () => {
    const [over, share] = hover[variant];
    const { aside } = accents[variant];
    for (const under of [paper, page, mixed(over, share, paper)]) {
      expect(contrast(aside, under)).toBeGreaterThanOrEqual(4.5);
    }
    expect(themeOf(variant).getTheme('v4')).toMatchObject({
      palette: { text: { secondary: aside } },
    });
  });

  it('the accent can be read', () => {
    const { main, strong, text } = accents[variant];
    for (const color of [main, strong, text]) {
      expect(contrast(color, paper)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
