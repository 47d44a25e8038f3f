import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import App from './App';
import './theme/accent.css';
import './theme/narrow.css';
import './theme/runs.css';

const root = document.getElementById('root');
if (!root) {
  throw new Error('The page lacks its element "root"');
}
ReactDOM.createRoot(root).render(App.createRoot());
