# Kalends in a container:
#   docker build -t kalends .
#   docker run -p 8080:8080 -v kalends:/var/lib/kalends kalends
ARG BASE=docker.io/library/debian:bookworm-slim

FROM ${BASE} AS build
WORKDIR /src
COPY scripts/install.sh scripts/install.sh
COPY scripts/packages scripts/packages
RUN scripts/install.sh product
COPY . .
RUN ./run --build-only && strip build/kalends

FROM ${BASE}
COPY scripts/install.sh /tmp/scripts/install.sh
COPY scripts/packages /tmp/scripts/packages
RUN /tmp/scripts/install.sh runtime \
    && rm -rf /tmp/scripts /var/lib/apt/lists/* \
    && useradd --system --home-dir /var/lib/kalends --create-home kalends
COPY --from=build /src/build/kalends /usr/local/bin/kalends
USER kalends
WORKDIR /var/lib/kalends
VOLUME /var/lib/kalends
EXPOSE 8080
# As settings rather than flags, so that the health check and `docker exec` have them too.
ENV KALENDS_ADDRESS=0.0.0.0 KALENDS_DATA=/var/lib/kalends/data
# Whether the server answers, so that one which is short of disk is not started again in vain.
HEALTHCHECK --interval=10s --timeout=3s CMD ["kalends", "health"]
CMD ["kalends", "serve"]
