import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { PipelineCommit } from '@pilothouse/plugin-platform-common';

const useStyles = makeStyles(theme => ({
  sha: {
    fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    fontSize: '0.92em',
  },
  message: { overflowWrap: 'anywhere' },
  author: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
}));

const shownDigits = 8;

/** A commit: its first line, its author, and the beginning of its name. */
export function CommitLine({ commit }: { commit: PipelineCommit }) {
  const classes = useStyles();
  const { sha, message, author, url } = commit;
  const short = sha.slice(0, shownDigits);
  return (
    <span>
      {url ? (
        <Link to={url} className={classes.sha} title={sha}>
          {short}
        </Link>
      ) : (
        <span className={classes.sha} title={sha}>
          {short}
        </span>
      )}{' '}
      <span className={classes.message}>{message}</span>{' '}
      {author && <span className={classes.author}>{author}</span>}
    </span>
  );
}
