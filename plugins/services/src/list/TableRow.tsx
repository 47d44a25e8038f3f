import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  BrokenPipelines,
  ServiceView,
} from '@pilothouse/plugin-platform-common';
import {
  Duration,
  entityPath,
  nameOfRef,
  platformReactTranslationRef,
  StatusLabel,
  type HeldRow,
} from '@pilothouse/plugin-platform-react';
import { memo, type CSSProperties, type ReactNode } from 'react';
import { servicesTranslationRef } from '../language/ref';
import { partOf } from '../rows/changes';
import { isStale } from '../rows/known';
import { CauseLine } from './CauseLine';
import { EnvironmentCell } from './EnvironmentCell';
import { Glowing } from './Glowing';
import { NothingHere } from './NothingHere';
import { ServiceName } from './ServiceName';
import { useTableStyles } from './tableStyles';
import type { Glow } from './useGlow';

/** What the rows of one table have in common. */
export interface TableLayout {
  readonly environments: readonly (string | undefined)[];
  readonly pipelines: BrokenPipelines['services'];
  readonly columns: string;
  readonly manyClusters: boolean;
  readonly allAnswer: boolean;
  readonly glow: Glow;
  readonly arrived: (key: string) => void;
  readonly open: (view: ServiceView) => void;
}

/** One service. */
export const TableRow = memo(function Row(props: {
  held: HeldRow<ServiceView>;
  index: number;
  top: number;
  layout: TableLayout;
  focusable: boolean;
}) {
  const classes = useTableStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { index, layout } = props;
  const { row: view, gone } = props.held;
  const style: CSSProperties = {
    transform: `translateY(${props.top}px)`,
    gridTemplateColumns: layout.columns,
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      data-service={view.key}
      tabIndex={props.focusable ? 0 : -1}
      className={`${classes.row} ${gone ? classes.leaving : ''}`}
      title={gone ? t('list.leaving') : undefined}
      style={style}
      onFocus={() => layout.arrived(view.key)}
      onKeyDown={event => {
        if (event.key === 'Enter' && event.target === event.currentTarget) {
          layout.open(view);
        }
      }}
    >
      <State view={view} glow={layout.glow} />
      <div role="rowheader" className={classes.cell}>
        <ServiceName view={view} broken={layout.pipelines[view.key]} />
      </div>
      <Reference to={view.row.application} name={view.applicationName} />
      <Reference
        to={view.row.owner}
        name={view.row.owner && nameOfRef(view.row.owner)}
        none={t('row.noTeam')}
      />
      <Environments view={view} layout={layout} />
      <div role="cell" className={classes.cell}>
        <CauseLine view={view} {...layout} />
      </div>
    </div>
  );
});

function State({ view, glow }: { view: ServiceView; glow: Glow }) {
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { status, since } = view;
  return (
    <GlowingCell at={glow.get(partOf(view.key))}>
      <StatusLabel
        status={status}
        asleep={view.asleep}
        undeployed={view.undeployed}
        stale={isStale(view)}
        why={
          since &&
          status !== 'healthy' &&
          t('status.lasting', { duration: <Duration at={since} /> })
        }
      />
    </GlowingCell>
  );
}

function Environments(props: { view: ServiceView; layout: TableLayout }) {
  const { view, layout } = props;
  return (
    <>
      {layout.environments.map(name => {
        const cell = view.cells.find(each => each.environment === name);
        return (
          <GlowingCell
            key={name ?? ''}
            at={layout.glow.get(partOf(view.key, { name }))}
          >
            {cell ? (
              <EnvironmentCell cell={cell} manyClusters={layout.manyClusters} />
            ) : (
              <NothingHere view={view} allAnswer={layout.allAnswer} />
            )}
          </GlowingCell>
        );
      })}
    </>
  );
}

function GlowingCell(props: { at: number | undefined; children: ReactNode }) {
  const classes = useTableStyles();
  return (
    <div role="cell" className={classes.cell}>
      {props.children}
      <Glowing at={props.at} />
    </div>
  );
}

function Reference(props: {
  to?: string;
  name?: string;
  /** What is said where there is nothing to refer to. */
  none?: string;
}) {
  const classes = useTableStyles();
  return (
    <div role="cell" className={classes.cell}>
      {!props.to && <span className={classes.muted}>{props.none}</span>}
      {props.to && (
        <Link
          to={entityPath(props.to)}
          className={classes.short}
          title={props.name}
        >
          {props.name}
        </Link>
      )}
    </div>
  );
}
