import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import {
  Duration,
  useClockNote,
  useUnreadable,
} from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';

/** Which clusters do not answer or cannot be read whole; nothing where all can. */
export function SilentClusters({ clusters }: { clusters: readonly Cluster[] }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const sayUnreadable = useUnreadable();
  const sayClock = useClockNote();
  return (
    <>
      {clusters.map(({ name, title, knowledge }) =>
        knowledge.kind === 'live' ? null : (
          <Typography key={name} role="status" gutterBottom>
            {t(`clusters.${knowledge.kind}`, {
              name: title ?? name,
              duration: <Duration at={knowledge.since} />,
            })}
          </Typography>
        ),
      )}
      {[...clusters.flatMap(sayUnreadable), ...clusters.flatMap(sayClock)].map(
        line => (
          <Typography key={line} role="status" gutterBottom>
            {line}
          </Typography>
        ),
      )}
    </>
  );
}
