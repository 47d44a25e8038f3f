import { useTheme } from '@material-ui/core/styles';
import { StatusShape, statusColors } from '@pilothouse/plugin-platform-react';
import { statusOf, type AnyState } from './states';

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
} as const;

const insides: Partial<Record<AnyState, string>> & { skipped: string } = {
  'waiting-for-input': 'M6.2 5.5V10.5M9.8 5.5V10.5',
  aborted: 'M5.5 8H10.5',
  skipped: 'M4.5 11.5 11.5 4.5',
};

/** The shape of a state, in its color; the word has to stand beside it. */
export function StateMark(props: { state: AnyState; size?: number }) {
  const { state, size = 16 } = props;
  const { palette } = useTheme();
  const status = statusOf[state];
  return (
    <span
      style={{
        display: 'inline-flex',
        flex: 'none',
        color: status
          ? statusColors[palette.type][status]
          : palette.text.secondary,
      }}
    >
      {status && state !== 'waiting-for-input' ? (
        <StatusShape status={status} size={size} />
      ) : (
        <svg
          aria-hidden
          focusable="false"
          width={size}
          height={size}
          viewBox="0 0 16 16"
        >
          <circle {...line} cx="8" cy="8" r="6.5" />
          <path {...line} d={insides[state] ?? insides.skipped} />
        </svg>
      )}
    </span>
  );
}
