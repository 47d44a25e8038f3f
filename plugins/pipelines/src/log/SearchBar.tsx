import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import DownIcon from '@material-ui/icons/KeyboardArrowDown';
import UpIcon from '@material-ui/icons/KeyboardArrowUp';
import {
  isTyping,
  SearchField,
  useNumber,
} from '@pilothouse/plugin-platform-react';
import { useEffect, useRef } from 'react';
import { pipelinesTranslationRef } from '../language/ref';
import type { LineSearching } from './useLineSearch';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
  field: { width: 240, maxWidth: '100%' },
}));

/** Searches in the lines that are shown; Enter goes to the next, with Shift to the one before. */
export function SearchBar(props: {
  searching: LineSearching;
  onGo: (direction: 1 | -1) => void;
}) {
  const { searching, onGo } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const number = useNumber();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === '/' && !isTyping(event)) {
        event.preventDefault();
        field.current?.focus();
      }
      const isMeant = event.target === field.current && !event.isComposing;
      if (event.key === 'Enter' && isMeant) {
        onGo(event.shiftKey ? -1 : 1);
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onGo]);
  const { count } = searching;
  return (
    <div className={classes.root} role="search">
      <SearchField
        label={t('log.search.label')}
        text={searching.text}
        onChange={searching.set}
        fieldRef={field}
        className={classes.field}
      />
      {searching.wanted && (
        <>
          <IconButton
            size="small"
            aria-label={t('log.search.previous')}
            title={t('log.search.previous')}
            disabled={count === 0}
            onClick={() => onGo(-1)}
          >
            <UpIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            aria-label={t('log.search.next')}
            title={t('log.search.next')}
            disabled={count === 0}
            onClick={() => onGo(1)}
          >
            <DownIcon fontSize="small" />
          </IconButton>
          <span role="status">
            {t('log.search.count', { count, shown: number.format(count) })}
          </span>
        </>
      )}
    </div>
  );
}
