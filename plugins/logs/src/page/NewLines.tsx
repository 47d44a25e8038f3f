import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useNumber } from '@pilothouse/plugin-platform-react';
import { logsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'absolute',
    bottom: theme.spacing(2),
    left: '50%',
    transform: 'translateX(-50%)',
    textTransform: 'none',
    whiteSpace: 'nowrap',
  },
}));

/** Says how much has come since one left the end, and leads back there. */
export function NewLines(props: { count: number; onFollow: () => void }) {
  const { count, onFollow } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  const number = useNumber();
  return count > 0 ? (
    <Button
      className={classes.root}
      variant="contained"
      color="primary"
      size="small"
      onClick={onFollow}
    >
      {t('list.news', { count, shown: number.format(count) })}
    </Button>
  ) : null;
}
