import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { countsOf, isAsleep } from '@pilothouse/plugin-platform-common';
import {
  RelativeTime,
  StatusShape,
  statusColors,
} from '@pilothouse/plugin-platform-react';
import { Link } from 'react-router-dom';
import { deploymentsTranslationRef } from '../language/ref';
import { currentRevision } from '../revisions/revisions';
import { Glow } from '../ui/Glow';
import { isOld, tileNames, type Placed, type TileName } from './placements';
import { usePlacementWord } from './usePlacementWord';
import { placementQuery } from './usePlacement';

const useStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    list: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))',
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      },
      gap: theme.spacing(1),
      listStyle: 'none',
      margin: theme.spacing(0, 0, 2),
      padding: 0,
    },
    tile: {
      display: 'block',
      height: '100%',
      boxSizing: 'border-box',
      padding: theme.spacing(1, 1.5),
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderTop: `3px solid transparent`,
      borderRadius: theme.shape.borderRadius,
      textDecoration: 'none',
      '&:hover': { background: theme.palette.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
      '&[aria-current]': {
        borderColor: theme.palette.primary.main,
      },
      '& .inner': { stroke: theme.palette.background.paper },
    },
    name: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1),
      fontSize: 13,
      overflowWrap: 'anywhere',
      '& b': { fontWeight: 600 },
    },
    where: { color: theme.palette.text.secondary },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0, 1),
      marginTop: theme.spacing(0.5),
      fontVariantNumeric: 'tabular-nums',
    },
    mark: { display: 'inline-flex', alignItems: 'center', gap: 6 },
    old: { filter: 'grayscale(0.8)', borderStyle: 'dashed' },
    note: {
      display: 'block',
      fontSize: 12,
      color: theme.palette.text.secondary,
    },
    healthy: { color: colors.healthy },
    progressing: { color: colors.progressing },
    degraded: { color: colors.degraded },
    failed: { color: colors.failed },
    unknown: { color: colors.unknown },
  };
});

/** Where the service runs, one tile for each environment and cluster; each opens its own. */
export function Tiles(props: { placed: readonly Placed[]; open?: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const names = tileNames(props.placed);
  return (
    <nav aria-label={t('tiles.label')}>
      <ul className={classes.list}>
        {props.placed.map(placed => (
          <li key={placed.placement.id}>
            <Tile
              placed={placed}
              name={names.get(placed.placement.id)}
              open={placed.placement.id === props.open}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Tile(props: { placed: Placed; name?: TileName; open: boolean }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { placed, name, open } = props;
  const { id, status, version } = placed.placement;
  const { ready, desired, earlier } = countsOf(
    placed.placement,
    currentRevision(placed.placement),
  );
  const word = usePlacementWord()(placed.placement);
  const asleep = isAsleep(placed.placement);
  return (
    <Link
      to={placementQuery(id)}
      className={`${classes.tile} ${isOld(placed) ? classes.old : ''}`}
      aria-current={open ? 'true' : undefined}
      data-status={status}
    >
      <span className={classes.name}>
        <b>{name?.environment}</b>
        {name?.cluster && <span className={classes.where}>{name.cluster}</span>}
        {name?.workload && (
          <span className={classes.where}>{name.workload}</span>
        )}
      </span>
      <span className={classes.line}>
        <span
          className={`${classes.mark} ${classes[asleep ? 'unknown' : status]}`}
        >
          <StatusShape status={status} asleep={asleep} />
          <Glow of={word}>{word}</Glow>
        </span>
        {version && <Glow of={version}>{version}</Glow>}
        <Glow of={`${ready}/${desired}`}>
          {ready}/{desired}
        </Glow>
      </span>
      {earlier > 0 && (
        <span className={classes.note}>
          {t('tiles.earlier', { count: earlier })}{' '}
        </span>
      )}
      <Age placed={placed} />
    </Link>
  );
}

/** Since when what the tile says may no longer be true. */
function Age({ placed }: { placed: Placed }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { cluster } = placed;
  if (!cluster || cluster.knowledge.kind === 'live') {
    return null;
  }
  return (
    <span className={classes.note}>
      {t('tiles.stale', {
        time: <RelativeTime at={cluster.knowledge.since} />,
      })}
    </span>
  );
}
