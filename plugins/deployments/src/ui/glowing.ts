/** How a new row lights up once, unless motion is unwelcome. */
export const glowing = {
  '@keyframes glow': {
    from: { background: 'rgba(94, 234, 212, 0.45)' },
    to: { background: 'transparent' },
  },
  glow: {
    animation: '$glow 1.6s ease-out 1',
    '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
  },
} as const;
