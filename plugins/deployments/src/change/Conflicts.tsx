import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import type { ChangePreview } from '@pilothouse/plugin-platform-common';
import { statusColors } from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(1, 0),
    padding: theme.spacing(1, 2),
    border: `1px solid ${statusColors[theme.palette.type].degraded}`,
    borderRadius: theme.shape.borderRadius,
    overflowWrap: 'anywhere',
    '& p': { margin: theme.spacing(0.5, 0) },
    '& ul': { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
  },
}));

/** Fields that others have set; to take them over is a decision of its own. */
export function Conflicts(props: {
  conflicts: ChangePreview['conflicts'];
  /** Whether git would set them back, so that there is nothing to take over. */
  inGit: boolean;
  takeOver: boolean;
  onTakeOver: (takeOver: boolean) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { conflicts, inGit } = props;
  if (conflicts.length === 0) {
    return null;
  }
  const managers = [...new Set(conflicts.map(({ manager }) => manager))];
  return (
    <div className={classes.root}>
      <p>{t('conflict.title', { count: conflicts.length })}</p>
      <ul>
        {conflicts.map(({ field, manager }) => (
          <li key={`${field} ${manager}`}>
            {t('conflict.field', { field, manager })}
          </li>
        ))}
      </ul>
      {inGit ? (
        <p>{t('conflict.inGit')}</p>
      ) : (
        <FormControlLabel
          control={
            <Checkbox
              color="primary"
              checked={props.takeOver}
              onChange={(_, checked) => props.onTakeOver(checked)}
            />
          }
          label={t('conflict.takeOver', { managers: managers.join(', ') })}
        />
      )}
    </div>
  );
}
