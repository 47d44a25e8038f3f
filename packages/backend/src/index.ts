import { createPortal } from './portal';

createPortal().start();
