import type { Status } from '@pilothouse/plugin-platform-common';
import type { ReactElement } from 'react';

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const shapes: Record<Status | 'asleep' | 'undeployed', ReactElement> = {
  healthy: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path {...line} className="inner" d="M4.8 8.3 7.1 10.6 11.3 5.8" />
    </>
  ),
  progressing: (
    <>
      <circle {...line} cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  degraded: (
    <>
      <path {...line} d="M8 2 14.5 13.5H1.5Z" />
      <path {...line} d="M8 6.5V9.5M8 11.6V11.7" />
    </>
  ),
  failed: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="2" fill="currentColor" />
      <path {...line} className="inner" d="M5 5 11 11M11 5 5 11" />
    </>
  ),
  asleep: (
    <>
      <circle {...line} cx="8" cy="8" r="6.5" />
      <path {...line} d="M5 8H11" />
    </>
  ),
  undeployed: (
    <circle {...line} cx="8" cy="8" r="6.5" strokeDasharray="2.4 2.6" />
  ),
  unknown: (
    <>
      <circle {...line} cx="8" cy="8" r="6.5" strokeDasharray="2.4 2.6" />
      <path {...line} d="M6.4 6.6a1.7 1.7 0 1 1 2.3 1.6q-.7.3-.7 1M8 11.3v.1" />
    </>
  ),
};

/** What a state is shown as: what is well because nothing runs serves nobody. */
export function shownAs(props: {
  status: Status;
  asleep?: boolean;
  undeployed?: boolean;
}): Status | 'asleep' | 'undeployed' {
  if (props.undeployed) return 'undeployed';
  return props.asleep ? 'asleep' : props.status;
}

/** The shape of a state: each can be told from the others without color. */
export function StatusShape(props: {
  status: Status;
  /** Whether it is well because nothing of it is to run. */
  asleep?: boolean;
  /** Whether it is well because nothing of it is deployed yet. */
  undeployed?: boolean;
  size?: number;
}) {
  const { size = 16 } = props;
  return (
    <svg
      aria-hidden
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      style={{ flex: 'none' }}
    >
      {shapes[shownAs(props)]}
    </svg>
  );
}
