import { LinkButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { kubernetesId } from '@pilothouse/plugin-platform-react';
import { servicesTranslationRef } from '../language/ref';
import { NothingOfTeam } from '../looking/NothingOfTeam';

/** Stands where there is no service to show: why, and what to do. */
export function Empty(props: {
  filtered: boolean;
  /** The team that is looked for and of which nothing is seen. */
  unseenTeam: string | undefined;
  /** Whether what is not known does not exist. */
  allAnswer: boolean;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(servicesTranslationRef);
  if (props.unseenTeam && props.allAnswer) {
    return <NothingOfTeam team={props.unseenTeam} onClear={props.onClear} />;
  }
  if (props.filtered) {
    return (
      <div>
        <Typography gutterBottom>
          {t(props.allAnswer ? 'empty.filtered' : 'empty.filteredNotKnown')}
        </Typography>
        <Button variant="outlined" onClick={props.onClear}>
          {t('filter.clear')}
        </Button>
      </div>
    );
  }
  return (
    <div>
      <Typography variant="h6" component="h2" gutterBottom>
        {t(props.allAnswer ? 'empty.title' : 'empty.notKnown')}
      </Typography>
      <Typography paragraph>
        {t('empty.advice', { label: <code>{kubernetesId}</code> })}
      </Typography>
      <LinkButton to="/catalog" variant="contained" color="primary">
        {t('empty.catalog')}
      </LinkButton>
    </div>
  );
}
