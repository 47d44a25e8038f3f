import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import KeyboardIcon from '@material-ui/icons/KeyboardOutlined';
import {
  KeysHelp,
  SearchField,
  useKeys,
} from '@pilothouse/plugin-platform-react';
import { useRef, useState, type RefObject } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import { moveFocus } from '../ui/moveFocus';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
  field: {
    flex: '0 1 320px',
    '& input': { padding: theme.spacing(0.75, 1.25), fontSize: 13 },
  },
}));

/** Looks for pods by words, and goes from one to the next by keys. */
export function PodSearch(props: {
  text: string;
  onChange: (text: string) => void;
  /** What is around the rows of the pods. */
  rows: RefObject<HTMLElement>;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { text, onChange, rows } = props;
  const [helping, setHelping] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useKeys({
    search: () => field.current?.focus(),
    move: by => rows.current && moveFocus(rows.current, by),
    clear: () => onChange(''),
    help: () => setHelping(true),
  });
  return (
    <div className={classes.root}>
      <SearchField
        className={classes.field}
        label={t('keys.search')}
        text={text}
        onChange={onChange}
        fieldRef={field}
      />
      <IconButton
        size="small"
        aria-label={t('keys.open')}
        title={`${t('keys.open')} (?)`}
        onClick={() => setHelping(true)}
      >
        <KeyboardIcon fontSize="small" />
      </IconButton>
      <KeysHelp
        open={helping}
        meanings={{
          search: t('keys.search'),
          move: t('keys.move'),
          enter: rows.current?.querySelector('a') ? t('keys.enter') : undefined,
          clear: t('keys.clear'),
        }}
        onClose={() => setHelping(false)}
      />
    </div>
  );
}
