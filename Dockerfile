# The server alone. Build: docker build -t outcry . — run: docker run --read-only -v outcry:/data -p 127.0.0.1:8787:8787 outcry
FROM node:26-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:26-bookworm-slim
ENV NODE_ENV=production OUTCRY_HOST=0.0.0.0 OUTCRY_DB=/data/outcry.db
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY lib lib
COPY server server
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 8787
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "-e", "fetch('http://127.0.0.1:8787/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
