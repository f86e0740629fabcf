/** The start of the window: one tree, one stylesheet, nothing else. */
import { mount } from 'svelte';
import './components/tokens.css';
import './components/base.css';
import './components/control.css';
import App from './screens/frame/App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
