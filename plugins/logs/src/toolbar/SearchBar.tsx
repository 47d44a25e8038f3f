import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ClearIcon from '@material-ui/icons/Clear';
import DownIcon from '@material-ui/icons/KeyboardArrowDown';
import UpIcon from '@material-ui/icons/KeyboardArrowUp';
import {
  type Compiled,
  type Search,
  useNumber,
} from '@pilothouse/plugin-platform-react';
import type { KeyboardEvent, RefObject } from 'react';
import { logsTranslationRef } from '../language/ref';
import { Toggle } from './Toggle';
import { useDraft } from './useDraft';
import { useGrowing } from './useGrowing';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    flex: '1 1 280px',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
  },
  field: { flex: '1 1 180px', minWidth: 140 },
  count: { whiteSpace: 'nowrap', color: theme.palette.text.secondary },
}));

/** What the search bar changes. */
export interface SearchChange {
  onSearch(search: Search): void;
  onOnly(only: boolean): void;
  onGo(direction: 1 | -1): void;
}

/** What a search has found so far. */
export interface Found {
  readonly count: number;
  /** Whether there may be more. */
  readonly searching: boolean;
}

type Props = SearchChange & {
  search: Search;
  only: boolean;
  compiled: Compiled;
  found: Found;
  field: RefObject<HTMLInputElement>;
};

/** Searches within the lines that are there. */
export function SearchBar(props: Props) {
  const { search, only, compiled, found, onSearch, onOnly, onGo } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  return (
    <div className={classes.root} role="search">
      <SearchField {...props} />
      <Toggle
        on={search.regex}
        word={t('search.regex')}
        hint={t('search.regexHint')}
        onChange={regex => onSearch({ ...search, regex })}
      />
      {compiled.kind === 'matcher' && (
        <>
          <Toggle
            on={only}
            word={t('search.only')}
            hint={t('search.onlyHint')}
            onChange={onOnly}
          />
          <GoButtons isEmpty={found.count === 0} onGo={onGo} />
          <FoundCount {...found} />
        </>
      )}
    </div>
  );
}

function SearchField({ search, compiled, field, onSearch, onGo }: Props) {
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  const typed = useDraft(search.text, text => onSearch({ ...search, text }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) {
      return;
    }
    if (event.key === 'Enter') {
      typed.takeNow(typed.draft);
      onGo(event.shiftKey ? -1 : 1);
    }
    if (event.key === 'Escape') {
      typed.takeNow('');
      field.current?.blur();
    }
  };
  return (
    <TextField
      className={classes.field}
      size="small"
      variant="outlined"
      placeholder={t('search.placeholder')}
      value={typed.draft}
      error={compiled.kind === 'invalid'}
      helperText={
        compiled.kind === 'invalid' &&
        t('search.invalid', { because: compiled.because })
      }
      onChange={event => typed.setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      {...typed.compose}
      inputRef={field}
      inputProps={{ 'aria-label': t('search.label') }}
      InputProps={{
        endAdornment: typed.draft && (
          <InputAdornment position="end">
            <IconButton
              size="small"
              aria-label={t('search.clear')}
              onClick={() => typed.takeNow('')}
            >
              <ClearIcon fontSize="small" />
            </IconButton>
          </InputAdornment>
        ),
      }}
    />
  );
}

/** Whether a key goes to an input method; Safari tells so by its code alone. */
function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}

function GoButtons(props: { isEmpty: boolean; onGo: SearchChange['onGo'] }) {
  const { isEmpty, onGo } = props;
  const { t } = useTranslationRef(logsTranslationRef);
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('search.previous')}
        title={t('search.previous')}
        disabled={isEmpty}
        onClick={() => onGo(-1)}
      >
        <UpIcon fontSize="small" />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('search.next')}
        title={t('search.next')}
        disabled={isEmpty}
        onClick={() => onGo(1)}
      >
        <DownIcon fontSize="small" />
      </IconButton>
    </>
  );
}

function FoundCount({ count, searching }: Found) {
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  const number = useNumber();
  const growing = useGrowing(count, searching);
  return (
    <Typography
      variant="body2"
      className={classes.count}
      role="status"
      aria-live={growing ? 'off' : 'polite'}
    >
      {searching
        ? t('search.going')
        : t('search.count', { count, shown: number.format(count) })}
    </Typography>
  );
}
