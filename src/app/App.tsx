export function App() {
  return (
    <main>
      <h1>Hopscope</h1>
      <p>Paste Kubernetes manifests, send a request, and watch every hop it takes.</p>
    </main>
  );
}
