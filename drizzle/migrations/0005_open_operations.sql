CREATE INDEX "operations_open_idx" ON "operations" USING btree ("routes_version") WHERE "operations"."status" = 'InProgress';--> statement-breakpoint
CREATE INDEX "deployments_endpoint_id_idx" ON "deployments" USING btree ("endpoint_id");--> statement-breakpoint
ALTER TABLE "deployments" DROP COLUMN "first_ready_at";--> statement-breakpoint
-- As in 0001, but an event that is about no endpoint, such as one about a person, names none.
CREATE OR REPLACE FUNCTION caudal_tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  endpoint text;
BEGIN
  IF TG_TABLE_NAME = 'endpoints' THEN
    endpoint := NEW.name;
  ELSIF TG_TABLE_NAME = 'deployments' THEN
    SELECT e.name INTO endpoint FROM endpoints e WHERE e.id = NEW.endpoint_id;
  ELSIF TG_TABLE_NAME = 'instances' THEN
    SELECT e.name INTO endpoint FROM deployments d JOIN endpoints e ON e.id = d.endpoint_id WHERE d.id = NEW.deployment_id;
  ELSIF TG_TABLE_NAME IN ('operations', 'events') THEN
    IF NEW.target_type IN ('endpoint', 'deployment') THEN
      endpoint := split_part(NEW.target_name, '/', 1);
    END IF;
  END IF;
  PERFORM pg_notify('changes', json_build_object(
    'workspace', NEW.workspace_id,
    'kind', CASE WHEN TG_TABLE_NAME IN ('operations', 'events', 'drafts') THEN TG_TABLE_NAME ELSE 'endpoints' END,
    'endpoint', endpoint
  )::text);
  RETURN NULL;
END
$$;
