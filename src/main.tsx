import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { boot } from './workbench/state/boot';
import { applyTheme } from './workbench/state/theme';
import { Workbench } from './workbench/Workbench';
import './workbench/styles/index.css';

applyTheme();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Workbench />
  </StrictMode>,
);
boot();
