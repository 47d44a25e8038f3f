import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { nameOfRef, StatusLabel } from '@pilothouse/plugin-platform-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { servicesTranslationRef } from '../language/ref';
import { partOf } from '../rows/changes';
import { isStale } from '../rows/known';
import { CauseLine } from './CauseLine';
import { EnvironmentCell } from './EnvironmentCell';
import { Glowing } from './Glowing';
import { ServiceName } from './ServiceName';
import type { ListProps } from './ServiceTable';
import { useRowFocus } from './useRowFocus';

const likelyHeightPx = 132;
const gapPx = 8;

const useStyles = makeStyles(theme => ({
  list: { position: 'relative', listStyle: 'none', margin: 0, padding: 0 },
  place: { position: 'absolute', left: 0, width: '100%', paddingBottom: gapPx },
  card: {
    position: 'relative',
    padding: theme.spacing(1.25, 1.5),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 14,
  },
  leaving: { fontStyle: 'italic', background: theme.palette.action.hover },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    '& > *': { minWidth: 0 },
    '& > [data-status]': { flex: 'none', maxWidth: '65%' },
    fontSize: 15,
  },
  belongs: { fontSize: 12, color: theme.palette.text.secondary },
  cells: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))',
    gap: theme.spacing(0.75, 1.5),
    margin: theme.spacing(1, 0, 0),
    '& dt': { fontSize: 12, color: theme.palette.text.secondary },
    '& dd': { margin: 0 },
    '& > div': { position: 'relative', minWidth: 0 },
  },
  cause: { marginTop: theme.spacing(1) },
}));

/** Services as cards, for narrow screens; only those in sight are drawn. */
export function ServiceCards(props: ListProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { rows } = props;
  const list = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    setScrollMargin(Math.round(top + window.scrollY));
  }, [rows.length]);
  const keys = rows.map(({ key }) => key);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => likelyHeightPx,
    getItemKey: index => keys[index] ?? index,
    overscan: 4,
    scrollMargin,
  });
  const focus = useRowFocus(keys, list, index =>
    virtualizer.scrollToIndex(index),
  );
  useImperativeHandle(props.handle, () => ({ move: focus.move }));
  return (
    <ul
      ref={list}
      aria-label={t('list.label')}
      className={classes.list}
      style={{ height: virtualizer.getTotalSize() }}
      {...props.holding}
    >
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const held = rows[index];
        return (
          held && (
            <li
              key={held.key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-row={index}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className={classes.place}
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
              onFocus={() => focus.arrived(held.key)}
            >
              <Card held={held} list={props} />
            </li>
          )
        );
      })}
    </ul>
  );
}

function Card(props: { held: ListProps['rows'][number]; list: ListProps }) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { row: view, gone } = props.held;
  const { glow, pipelines, manyClusters, allAnswer } = props.list;
  const { owner } = view.row;
  return (
    <div
      className={`${classes.card} ${gone ? classes.leaving : ''}`}
      data-service={view.key}
    >
      <Glowing at={glow.get(partOf(view.key))} />
      <div className={classes.head}>
        <ServiceName view={view} broken={pipelines[view.key]} whole />
        <StatusLabel
          status={view.status}
          asleep={view.asleep}
          undeployed={view.undeployed}
          since={view.status === 'healthy' ? undefined : view.since}
          stale={isStale(view)}
        />
      </div>
      <div className={classes.belongs}>
        {[view.applicationName, owner ? nameOfRef(owner) : t('row.noTeam')]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {view.cells.length > 0 && (
        <dl className={classes.cells}>
          {view.cells.map(cell => (
            <div key={cell.environment ?? ''}>
              <dt>{cell.environment ?? t('column.noEnvironment')}</dt>
              <dd>
                <EnvironmentCell
                  cell={cell}
                  manyClusters={manyClusters}
                  roomy
                />
              </dd>
              <Glowing
                at={glow.get(partOf(view.key, { name: cell.environment }))}
              />
            </div>
          ))}
        </dl>
      )}
      <div className={classes.cause}>
        <CauseLine
          view={view}
          manyClusters={manyClusters}
          allAnswer={allAnswer}
        />
      </div>
      {gone && <div className={classes.belongs}>{t('list.leaving')}</div>}
    </div>
  );
}
