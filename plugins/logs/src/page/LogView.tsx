import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { TailRequest } from '@pilothouse/plugin-platform-common';
import { useFollow, useRoomBelow } from '@pilothouse/plugin-platform-react';
import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { VListHandle } from 'virtua';
import type { Choice } from '../choice/choice';
import type { Address } from '../choice/useAddress';
import { LogList } from '../list/LogList';
import type { LineLook } from '../list/LogRow';
import { useNoteText } from '../list/useNoteText';
import { useSession } from '../tail/useSession';
import { ChoiceBar } from '../toolbar/ChoiceBar';
import { download, textOf } from '../toolbar/download';
import { SearchBar } from '../toolbar/SearchBar';
import { ToolBar } from '../toolbar/ToolBar';
import { Empty } from './Empty';
import { NewLines } from './NewLines';
import { StateLine } from './StateLine';
import { TailFailure } from './TailFailure';
import { useKeys } from './useKeys';
import { useSearch } from './useSearch';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  lines: { position: 'relative', flex: 1, minHeight: 160 },
}));

/** Least height of bars and lines together; a narrow screen has more rows of bars. */
const leastPx = 520;

/** One log: what is chosen, what is searched for, and its lines. */
export function LogView(props: {
  choice: Choice;
  address: Address;
  request: TailRequest;
  /** Whether nothing comes of its cluster at present. */
  silent: boolean;
}) {
  const { choice, address, request, silent } = props;
  const classes = useStyles();
  const root = useRef<HTMLDivElement>(null);
  const height = useRoomBelow(root, leastPx);
  const { session, state } = useSession(request);
  const { store } = session;
  const shown = useSyncExternalStore(store.subscribe, store.snapshot);
  const follow = useFollow<VListHandle>(shown);
  const search = useSearch(store, shown, address, follow.list);
  const [look, setLook] = useLook(choice);
  const note = useNoteText();
  const field = useRef<HTMLInputElement>(null);
  const { following, follow: setFollow } = follow;
  useKeys(
    useMemo(
      () => ({
        '/': () => field.current?.focus(),
        f: () => setFollow(!following),
      }),
      [following, setFollow],
    ),
  );
  const go = (direction: 1 | -1) => {
    setFollow(false);
    search.go(direction);
  };
  const name = `${choice.placement.ref.name}-${choice.placement.ref.namespace}.log`;
  return (
    <div
      ref={root}
      className={classes.root}
      style={{ height: height ?? leastPx }}
    >
      <div className={classes.bar}>
        <ChoiceBar choice={choice} change={address.change} />
        <SearchBar
          search={address.search}
          only={address.only}
          compiled={search.compiled}
          found={{ count: shown.matches.length, searching: shown.searching }}
          field={field}
          onSearch={search.set}
          onOnly={search.setOnly}
          onGo={go}
        />
        <ToolBar
          look={look}
          following={following}
          state={state}
          onLook={setLook}
          onFollow={setFollow}
          onPause={session.pause}
          onResume={session.start}
          onDownload={() => download(name, textOf(shown.rows, note))}
        />
      </div>
      <StateLine
        state={state}
        inVain={reasonOf(silent, choice)}
        store={store}
        shown={shown}
      />
      <TailFailure state={state} onRetry={session.start} />
      <div className={classes.lines}>
        {shown.rows.length === 0 && (
          <Empty
            choice={choice}
            state={state}
            shown={shown}
            change={address.change}
          />
        )}
        <LogList
          ref={follow.list}
          shown={shown}
          look={look}
          matcher={search.matcher}
          current={search.current}
          onScroll={follow.onScroll}
          onResize={follow.onResize}
          onTouched={follow.onTouched}
        />
        <NewLines count={follow.news} onFollow={() => setFollow(true)} />
      </div>
    </div>
  );
}

/** How lines are shown; on a narrow screen they are always wrapped. */
function useLook({ container, containers }: Choice) {
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const [look, setLook] = useState({ wrap: false, fields: true });
  const both = containers.length > 1 && container === undefined;
  const { wrap, fields } = look;
  const whole = useMemo(
    (): LineLook => ({ wrap: wrap || narrow, fields, containers: both }),
    [wrap, narrow, fields, both],
  );
  return [whole, setLook] as const;
}

/** Why nothing comes; of a silent cluster nobody knows whether a pod is there. */
function reasonOf(silent: boolean, { podGone }: Choice) {
  if (silent) return 'silent';
  return podGone ? 'podGone' : undefined;
}
