import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import KeyboardIcon from '@material-ui/icons/KeyboardOutlined';
import { nameOfRef, SearchField } from '@pilothouse/plugin-platform-react';
import type { Ref } from 'react';
import { servicesTranslationRef } from '../language/ref';
import { isEverything, mine, none } from '../rows/filter';
import type { Options } from '../rows/options';
import { Choice } from './Choice';
import type { Looking } from './useLooked';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5, 1),
    marginBottom: theme.spacing(1.5),
  },
  search: {
    flex: '1 1 220px',
    maxWidth: 360,
    [theme.breakpoints.down('xs')]: { flexBasis: '100%', maxWidth: 'none' },
  },
  end: { display: 'flex', marginLeft: 'auto' },
}));

/** What one can look for: words, and each thing that there is more than one of. */
export function FilterBar(props: {
  looking: Looking;
  options: Options;
  /** What the words are looked for in. */
  searchLabel: string;
  searchRef: Ref<HTMLInputElement>;
  onHelp: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { looking, options } = props;
  const { filter, change } = looking;
  return (
    <div role="search" aria-label={t('filter.label')} className={classes.root}>
      <SearchField
        className={classes.search}
        label={props.searchLabel}
        text={filter.text}
        onChange={text => change({ text })}
        fieldRef={props.searchRef}
      />
      <Choice
        label={t('filter.team')}
        all={t('filter.allTeams')}
        options={[
          { value: mine, label: t('filter.myTeams') },
          ...options.teams,
          ...(options.teamless
            ? [{ value: none, label: t('filter.noTeam') }]
            : []),
        ]}
        value={filter.team}
        nameOf={nameOfRef}
        onChange={team => change({ team })}
      />
      <Choice
        label={t('filter.application')}
        all={t('filter.allApplications')}
        options={[
          ...options.applications,
          ...(options.loose
            ? [{ value: none, label: t('filter.noApplication') }]
            : []),
        ]}
        value={filter.application}
        nameOf={nameOfRef}
        onChange={application => change({ application })}
      />
      <Choice
        label={t('filter.environment')}
        all={t('filter.allEnvironments')}
        options={options.environments}
        value={filter.environment}
        onChange={environment => change({ environment })}
      />
      {(options.clusters.length > 1 || filter.cluster) && (
        <Choice
          label={t('filter.cluster')}
          all={t('filter.allClusters')}
          options={options.clusters}
          value={filter.cluster}
          onChange={cluster => change({ cluster })}
        />
      )}
      <span className={classes.end}>
        {!isEverything(filter) && (
          <Button size="small" onClick={looking.clear}>
            {t('filter.clear')}
          </Button>
        )}
        <IconButton
          size="small"
          aria-label={t('keys.open')}
          title={`${t('keys.open')} (?)`}
          onClick={props.onHelp}
        >
          <KeyboardIcon fontSize="small" />
        </IconButton>
      </span>
    </div>
  );
}
