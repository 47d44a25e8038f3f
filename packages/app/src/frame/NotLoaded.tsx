import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useEffect } from 'react';
import { useNotLoadedWords } from './useNotLoadedWords';

/**
 * What stands in place of a page whose program could not be fetched. What failed once is
 * not fetched again before the whole portal is.
 */
export function NotLoaded({ reload }: { reload: () => void }) {
  const say = useNotLoadedWords();
  useEffect(() => {
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, [reload]);
  return (
    <div role="alert" style={{ padding: 24 }}>
      <Typography variant="h5" component="h2" gutterBottom>
        {say.page}
      </Typography>
      <Typography paragraph>
        {say.why} {say.byItself}
      </Typography>
      <Button variant="outlined" onClick={reload}>
        {say.reload}
      </Button>
    </div>
  );
}
