import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Revision } from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import { useMemo, type ReactNode } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import type { Column } from '../ui/columns';
import { Rows } from '../ui/Rows';
import { Section } from '../ui/Section';
import { ChangeCause } from './ChangeCause';
import { Images } from './Images';
import { useRevisionName } from './useRevisionName';

const useStyles = makeStyles(theme => ({
  current: { color: theme.palette.text.secondary, fontSize: 12 },
}));

const keyOf = (revision: Revision) => revision.name;

/** The states that a workload's template was in, newest first, with the way back to each. */
export function RevisionTable(props: {
  revisions: readonly Revision[];
  /** Whether there are none but these. */
  known: boolean;
  /** What can be done with a revision that is not the current one. */
  actions: (revision: Revision) => ReactNode;
}) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { revisions, actions } = props;
  const columns = useMemo(
    (): Column<Revision>[] => [
      {
        id: 'revision',
        title: t('revision.revision'),
        cell: revision => <Name revision={revision} revisions={revisions} />,
      },
      {
        id: 'images',
        title: t('revision.images'),
        mono: true,
        cell: ({ images }) => <Images images={images} />,
      },
      {
        id: 'ready',
        title: t('revision.ready'),
        number: true,
        cell: ({ ready, desired }) =>
          ready || desired ? `${ready}/${desired}` : undefined,
      },
      {
        id: 'age',
        title: t('revision.age'),
        cell: ({ createdAt }) => createdAt && <RelativeTime at={createdAt} />,
      },
      {
        id: 'cause',
        title: t('revision.changeCause'),
        cell: revision =>
          (revision.changeCause || revision.changes?.length) && (
            <ChangeCause revision={revision} />
          ),
      },
      {
        id: 'actions',
        title: t('revision.actions'),
        cell: revision => (revision.current ? undefined : actions(revision)),
      },
    ],
    [t, revisions, actions],
  );
  return (
    <Section title={t('revision.title')}>
      {revisions.length > 0 ? (
        <Rows
          label={t('revision.title')}
          rows={revisions}
          keyOf={keyOf}
          columns={columns}
        />
      ) : (
        <p>{t(props.known ? 'revision.none' : 'revision.notKnown')}</p>
      )}
    </Section>
  );
}

function Name(props: { revision: Revision; revisions: readonly Revision[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const called = useRevisionName(props.revisions)(props.revision);
  const numbered = t('revision.numbered', {
    number: `${props.revision.revision}`,
  });
  return (
    <>
      {called}
      {called !== numbered && <div className={classes.current}>{numbered}</div>}
      {props.revision.current && (
        <div className={classes.current}>{t('revision.current')}</div>
      )}
    </>
  );
}
