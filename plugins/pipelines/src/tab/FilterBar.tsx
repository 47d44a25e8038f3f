import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { PipelineRun } from '@pilothouse/plugin-platform-common';
import { branchesOf } from '../data/headline';
import type { Address } from '../data/useAddress';
import { pipelinesTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    margin: theme.spacing(2, 0, 1),
  },
  branch: { minWidth: 200 },
}));

/** Which of the runs are shown; there is none where it would change nothing. */
export function FilterBar(props: {
  runs: readonly PipelineRun[];
  address: Address;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { looked, look } = props.address;
  const { branch, trouble } = looked;
  const branches = branchesOf(props.runs);
  const named = [
    ...branches,
    ...(branch && !branches.includes(branch) ? [branch] : []),
  ];
  if (props.runs.length === 0 && !branch && !trouble) {
    return null;
  }
  return (
    <div className={classes.root}>
      <TextField
        select
        size="small"
        variant="outlined"
        className={classes.branch}
        label={t('filter.branch')}
        value={branch ?? ''}
        onChange={({ target }) => look({ branch: target.value || undefined })}
        SelectProps={{ native: true }}
        InputLabelProps={{ shrink: true }}
        id="pipelines-branch"
      >
        <option value="">{t('filter.allBranches')}</option>
        {named.map(each => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </TextField>
      <FormControlLabel
        label={t('filter.trouble')}
        control={
          <Checkbox
            color="primary"
            size="small"
            checked={trouble}
            onChange={(_, checked) => look({ trouble: checked })}
          />
        }
      />
    </div>
  );
}
