# The counter in one image: `guichet` is its command, `start` what it does by default. Nothing in it is written at run time.
FROM node:24-bookworm-slim AS build
WORKDIR /srv/guichet
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    GUICHET_HOST=0.0.0.0 \
    GUICHET_PORT=8787 \
    GUICHET_ADMIN_HOST=0.0.0.0 \
    GUICHET_ADMIN_PORT=9464 \
    GUICHET_LAME_DUCK=5000
WORKDIR /srv/guichet
COPY --from=build /srv/guichet/package.json ./
COPY --from=build /srv/guichet/node_modules ./node_modules
COPY --from=build /srv/guichet/dist ./dist
COPY --from=build /srv/guichet/bff ./bff
COPY --from=build /srv/guichet/demo-host ./demo-host
# Owned by root, run as somebody who may change none of it.
USER node
EXPOSE 8787 9464
# SIGTERM: no new visitors, a lame-duck time, then running requests and deliveries end (35 s at the most).
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bff/cli/guichet.mjs"]
CMD ["start"]
