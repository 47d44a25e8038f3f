import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';

/** Says for what one waits. */
export function Loading({ children }: { children: ReactNode }) {
  return (
    <div role="status">
      <Typography gutterBottom>{children}</Typography>
      <LinearProgress />
    </div>
  );
}
