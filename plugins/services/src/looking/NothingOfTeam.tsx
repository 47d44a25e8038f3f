import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { nameOfRef } from '@pilothouse/plugin-platform-react';
import { servicesTranslationRef } from '../language/ref';

/** Says that nothing of a team is seen, and that this does not tell what it has. */
export function NothingOfTeam(props: { team: string; onClear: () => void }) {
  const { t } = useTranslationRef(servicesTranslationRef);
  return (
    <div>
      <Typography variant="h6" component="h2" gutterBottom>
        {t('empty.team', { team: nameOfRef(props.team) })}
      </Typography>
      <Typography paragraph>{t('empty.teamAdvice')}</Typography>
      <Button variant="outlined" onClick={props.onClear}>
        {t('filter.clear')}
      </Button>
    </div>
  );
}
